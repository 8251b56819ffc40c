/**
 * Reads configuration files of blocks, of the server and of the agent, and collects their errors.
 */
package io.azimuth.bootstrap.configfile;
