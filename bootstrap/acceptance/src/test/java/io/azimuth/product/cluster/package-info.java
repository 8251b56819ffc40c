/** Several servers on one database. */
package io.azimuth.product.cluster;
