/**
 * Reads and writes the text forms of a request and its answer: JSON, forms and percent-encoding.
 */
package io.azimuth.adapters.http.encoding;
