/** The run of a server from which an archive of classes is made. */
package io.azimuth.bootstrap.warmup;
