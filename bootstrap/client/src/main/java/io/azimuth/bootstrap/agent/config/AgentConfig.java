package io.azimuth.bootstrap.agent.config;

import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.bootstrap.agent.exec.ExecBlock;
import io.azimuth.bootstrap.agent.listener.AgentListenerBlock;
import io.azimuth.bootstrap.client.ClientSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configuration of the agent.
 *
 * @param server the server and how to reach it; its retries are those of reads of secrets
 * @param exitAfterAuth whether the agent ends when all sinks have a token
 * @param pidFile where the agent writes the number of its process
 * @param logLevel the least serious lines that are written
 * @param jsonLog whether the lines of the log are JSON objects
 */
public record AgentConfig(
    ClientSettings server,
    AutoAuthBlock autoAuth,
    Optional<ExecBlock> exec,
    Optional<AgentListenerBlock> listener,
    boolean exitAfterAuth,
    Optional<Path> pidFile,
    AgentLog.Level logLevel,
    boolean jsonLog) {}
