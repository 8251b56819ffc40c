package io.azimuth.bootstrap.server.planted;

import io.azimuth.bootstrap.command.Commands;

/** Violates a rule: the launcher starts the server, not the other way round. */
class ServerUsesLauncher {

  int run(Commands commands) {
    return commands.run("version");
  }
}
