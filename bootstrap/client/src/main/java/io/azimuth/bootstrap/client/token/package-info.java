/** Keeps a token between two commands. */
package io.azimuth.bootstrap.client.token;
