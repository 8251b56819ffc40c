/** The files of the console: pages and scripts of a browser, below {@code /ui/}. */
package io.azimuth.adapters.http.console;
