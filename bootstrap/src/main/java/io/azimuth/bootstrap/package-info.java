/** The process: its entry point and which implementation stands where. */
package io.azimuth.bootstrap;
