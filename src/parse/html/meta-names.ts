import type { Topic } from './statements.js';

const NAMES: Record<Topic, string> = {
  titles: `og:title twitter:title dc.title dcterms.title parsely-title sailthru.title citation_title cxenseparse:title
    title headline fulltitle its_title dable:title`,
  authors: `author article:author og:article:author og:author dc.creator dcterms.creator creator parsely-author sailthru.author
    citation_author citation_authors cxenseparse:author articleauthor article:byline byl dable:author its_author`,
  published: `article:published_time og:article:published_time article:published og:publish_date datepublished dc.date
    dc.date.issued dcterms.date dcterms.created dcterms.issued date date.created parsely-pub-date sailthru.date pubdate
    publishdate publisheddate published published_at publish_time content:publishdate citation_publication_date citation_date
    cxenseparse:recs:publishtime cxenseparse:publishtime date-pub prism.publicationdate`,
  modified: `article:modified_time og:updated_time datemodified date.modified date.updated dcterms.modified last-modified
    lastmod lastupdate article_updatetime`,
  siteNames:
    'og:site_name application-name apple-mobile-web-app-title dc.publisher citation_journal_title publisher',
  descriptions: 'description og:description twitter:description dc.description dcterms.description',
};

const TOPICS: ReadonlyMap<string, Topic> = new Map(
  Object.entries(NAMES).flatMap(([topic, names]) =>
    names.split(/\s+/).map((name): [string, Topic] => [name, topic as Topic]),
  ),
);

/** What a `meta` element of a name, in small letters, speaks of: Open Graph, Twitter, Dublin Core, Parse.ly, Sailthru and others. */
export function topicOfMeta(name: string): Topic | undefined {
  return TOPICS.get(name);
}

const ITEM_PROPERTIES: ReadonlyMap<string, Topic> = new Map([
  ['headline', 'titles'],
  ['author', 'authors'],
  ['creator', 'authors'],
  ['datepublished', 'published'],
  ['datecreated', 'published'],
  ['datemodified', 'modified'],
]);

/** What a property of microdata, in small letters, speaks of. */
export function topicOfProperty(name: string): Topic | undefined {
  return ITEM_PROPERTIES.get(name);
}
