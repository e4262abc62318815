-- Processes keep what documents say in memory and look through it; pairs of characters are not stored any more.
DROP TABLE search_gram;
