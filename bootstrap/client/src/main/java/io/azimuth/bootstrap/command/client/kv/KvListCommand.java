package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.command.client.path.ListCommand;
import io.azimuth.bootstrap.command.client.session.ClientCommand;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = "List the secrets below a path. Exit code 2: there is nothing.")
final class KvListCommand extends ClientCommand {

  @Option(
      names = "--mount",
      paramLabel = "MOUNT",
      description = "Where the mount is; PATH is then below it.")
  private @Nullable String mount;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Such as secret/web; with --mount=secret, web or nothing.")
  private String path = "";

  @Option(names = "--recursive", description = "List everything below, at any depth.")
  private boolean recursive;

  KvListCommand(ClientContext context) {
    super(context);
  }

  @Override
  protected int run(ClientSession session) {
    KvLocation location = new KvTarget(mount, path).locateAny(session);
    return ListCommand.list(context, session, location.metadata(), recursive);
  }
}
