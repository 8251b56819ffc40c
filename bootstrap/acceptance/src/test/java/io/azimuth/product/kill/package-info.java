/** Tests with a server that is killed repeatedly under mixed load. */
package io.azimuth.product.kill;
