/** Writes the token of the agent where programs find it. */
package io.azimuth.bootstrap.agent.sink;
