// The two packages bring no types.
declare module 'turndown' {
  export default class TurndownService {
    constructor(options?: Record<string, string>);
    use(plugin: (service: TurndownService) => void): this;
    remove(tags: string[]): this;
    turndown(html: string): string;
  }
}
declare module 'turndown-plugin-gfm' {
  import type TurndownService from 'turndown';
  export function gfm(service: TurndownService): void;
}
