/** What strangers and callers with weak tokens can send, and what other callers notice of it. */
package io.azimuth.abuse;
