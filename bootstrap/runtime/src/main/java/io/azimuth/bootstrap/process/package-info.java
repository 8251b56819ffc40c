/** The environment, the streams and the signals of the process. */
package io.azimuth.bootstrap.process;
