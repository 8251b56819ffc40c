package io.azimuth.bootstrap.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file for the token.
 *
 * @param file the file
 * @param mode its permissions, the nine lowest bits
 * @param owner the name or number of its owner; the agent's if absent
 * @param group the name or number of its group; the agent's if absent
 * @param wrapTtl how long the wrapped token lives, if the token is wrapped
 */
public record SinkBlock(
    Path file,
    int mode,
    Optional<String> owner,
    Optional<String> group,
    Optional<String> wrapTtl) {}
