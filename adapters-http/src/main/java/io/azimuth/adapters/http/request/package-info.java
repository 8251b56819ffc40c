/** Reads requests strictly: the path, the headers, the caller, the client address and the body. */
package io.azimuth.adapters.http.request;
