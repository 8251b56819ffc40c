package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.EntryFilter;
import io.azimuth.bootstrap.auditlog.EntryResult;
import io.azimuth.bootstrap.auditlog.InstantText;
import io.azimuth.domain.network.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose the records. */
final class AuditFilterOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "A machine, scale set or other resource: its name or its resource id.")
  private @Nullable String machine;

  @Option(
      names = "--principal",
      paramLabel = "ID",
      description = "The id of a principal, application or entity, an alias, or a display name.")
  private @Nullable String principal;

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "Logins with this role, and what their tokens did.")
  private @Nullable String role;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Logins that were refused for this reason, such as vm_mismatch.")
  private @Nullable String reason;

  @Option(names = "--refused", description = "Requests that were refused or failed.")
  private boolean refused;

  @Option(names = "--granted", description = "Requests that were served, and logins granted.")
  private boolean granted;

  @Option(
      names = "--path",
      paramLabel = "PREFIX",
      description = "Paths that begin so; with * in it, paths of that form.")
  private @Nullable String path;

  @Option(names = "--mount", paramLabel = "MOUNT", description = "Such as auth/azure or secret.")
  private @Nullable String mount;

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "The address of the caller, or a block such as 10.0.0.0/8.")
  private @Nullable String client;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "The request_id of the caller's answer.")
  private @Nullable String requestId;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: 2026-11-27T03:00:00Z, or how long ago, such as 2h or 3d.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Up to then, in the same form.")
  private @Nullable String until;

  @Option(
      names = "--requests",
      description = "The records that were written before the requests were handled.")
  private boolean requests;

  /** The conditions, those that are cheap to look for first. */
  List<EntryFilter> filters(Instant now) {
    if (refused && granted) {
      throw wrong("give --refused or --granted, not both");
    }
    if (requests && (refused || granted || reason != null)) {
      throw wrong("--requests shows records without a result");
    }
    List<EntryFilter> filters = new ArrayList<>();
    add(filters, requestId, EntryFilter::requestId);
    add(filters, machine, EntryFilter::machine);
    add(filters, principal, EntryFilter::principal);
    add(filters, reason, EntryFilter::reason);
    add(filters, role, EntryFilter::role);
    add(filters, path, EntryFilter::path);
    add(filters, mount, EntryFilter::mount);
    add(filters, client, text -> EntryFilter.client(block(text)));
    filters.add(requests ? EntryFilter.requests() : EntryFilter.answers());
    add(filters, since, text -> EntryFilter.since(moment("--since", text, now)));
    add(filters, until, text -> EntryFilter.until(moment("--until", text, now)));
    if (refused) {
      filters.add(EntryFilter.result(EntryResult.REFUSED));
    }
    if (granted) {
      filters.add(EntryFilter.result(EntryResult.GRANTED));
    }
    return filters;
  }

  /** After this time no record is wanted. */
  Instant end(Instant now) {
    return until == null ? Instant.MAX : moment("--until", until, now);
  }

  private static void add(
      List<EntryFilter> filters, @Nullable String text, Function<String, EntryFilter> filter) {
    Optional.ofNullable(text).map(filter).ifPresent(filters::add);
  }

  private Cidr block(String text) {
    return Cidr.parse(text)
        .orElseThrow(() -> wrong("--client must be an address, or a block such as 10.0.0.0/8"));
  }

  private Instant moment(String option, String text, Instant now) {
    return InstantText.of(text, now)
        .orElseThrow(
            () ->
                wrong(
                    option
                        + " must be a time such as 2026-11-27T03:00:00Z, or how long ago, such as"
                        + " 2h"));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
