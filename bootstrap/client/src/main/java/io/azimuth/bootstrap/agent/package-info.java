/**
 * The agent: keeps a token for programs on this machine. What is due when is decided here; how a
 * workload logs in and who gets the token is below.
 */
package io.azimuth.bootstrap.agent;
