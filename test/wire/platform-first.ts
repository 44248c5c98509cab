/**
 * Loads the platform's own fetch. Of the copies of undici in a process, the first that is loaded says over which connections
 * all of them fetch: without this import, the platform's fetch would be tested over those of the package that `nodeFetch` uses.
 */
void new Response();
