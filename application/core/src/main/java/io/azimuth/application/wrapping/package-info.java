/** Answers that are kept for whoever has their wrapping token. */
package io.azimuth.application.wrapping;
