/**
 * What the agent serves to programs on this machine: the server's API with its token, and its own.
 */
package io.azimuth.bootstrap.agent.listener;
