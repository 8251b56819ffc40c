package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import java.util.Optional;

/**
 * The result of reading a configuration file.
 *
 * @param config the configuration; present if and only if no problem is an error
 * @param problems all errors and warnings; later checks add to them
 */
public record LoadedConfig(Optional<ServerConfig> config, ConfigProblems problems) {}
