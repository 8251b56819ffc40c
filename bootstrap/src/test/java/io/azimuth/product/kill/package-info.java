/** A server under mixed load that is killed again and again. */
package io.azimuth.product.kill;
