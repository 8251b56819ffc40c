/** Wrapped answers, each opened once by its wrapping token. */
package io.azimuth.application.wrapping;
