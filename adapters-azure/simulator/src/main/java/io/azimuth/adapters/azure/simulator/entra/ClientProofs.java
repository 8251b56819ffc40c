package io.azimuth.adapters.azure.simulator.entra;

/** The ways in which clients prove themselves to the token endpoint. */
public record ClientProofs(
    SecretCheck secrets, AssertionExchange assertions, TlsExchange tls, AgentExchange agents) {}
