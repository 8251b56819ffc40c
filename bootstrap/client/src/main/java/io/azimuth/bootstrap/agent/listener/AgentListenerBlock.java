package io.azimuth.bootstrap.agent.listener;

import java.net.InetSocketAddress;

/**
 * Where the agent listens, and what it answers.
 *
 * @param address a loopback address; port 0 lets the system choose
 * @param quitEnabled whether a request may end the agent
 * @param requireRequestHeader whether requests must have {@code X-Vault-Request: true}
 * @param token when a request gets the token of the agent
 */
public record AgentListenerBlock(
    InetSocketAddress address,
    boolean quitEnabled,
    boolean requireRequestHeader,
    AutoAuthToken token) {}
