/** Reads the configuration file of the agent. */
package io.azimuth.bootstrap.agent.config;
