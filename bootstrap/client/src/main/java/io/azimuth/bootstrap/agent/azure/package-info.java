/** Lets the agent log in with the identity that Azure gave this workload. */
package io.azimuth.bootstrap.agent.azure;
