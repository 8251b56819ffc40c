/** The version and build date that the build wrote into the jar. */
package io.azimuth.bootstrap.build;
