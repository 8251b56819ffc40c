/** The entry point of the process and the choice of implementations. */
package io.azimuth.bootstrap;
