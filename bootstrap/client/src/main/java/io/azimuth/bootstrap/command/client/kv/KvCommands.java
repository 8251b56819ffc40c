package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.line.CommandGroup;
import io.azimuth.bootstrap.command.line.LazyCommand;
import picocli.CommandLine;

public final class KvCommands {

  private KvCommands() {}

  public static LazyCommand of(ClientContext context) {
    return new LazyCommand(
        "kv",
        () ->
            CommandGroup.of(
                "kv",
                "Read and write secrets.",
                new KvGetCommand(context),
                new KvPutCommand(context),
                new KvPatchCommand(context),
                new KvDeleteCommand(context),
                new KvUndeleteCommand(context),
                new KvDestroyCommand(context),
                new KvRollbackCommand(context),
                new KvListCommand(context),
                metadata(context),
                new KvEnableVersioningCommand(context)));
  }

  private static CommandLine metadata(ClientContext context) {
    return CommandGroup.of(
        "metadata",
        "Read and write what is known of a secret, without its data.",
        new KvMetadataGetCommand(context),
        new KvMetadataPutCommand(context),
        new KvMetadataPatchCommand(context),
        new KvMetadataDeleteCommand(context));
  }
}
