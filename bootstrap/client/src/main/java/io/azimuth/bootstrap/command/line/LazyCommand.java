package io.azimuth.bootstrap.command.line;

import java.util.function.Supplier;

/**
 * A command object that is created only when the command is called or listed. Inspecting the
 * classes of all commands takes longer than most commands run.
 *
 * @param command creates an annotated object or a {@code CommandLine}
 */
public record LazyCommand(String name, Supplier<Object> command) {}
