/** Walks through the console with a real browser. */
package io.azimuth.product.console;
