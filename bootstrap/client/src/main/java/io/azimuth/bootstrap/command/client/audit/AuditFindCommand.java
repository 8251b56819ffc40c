package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.auditlog.AuditLog;
import io.azimuth.bootstrap.auditlog.EntryFilter;
import io.azimuth.bootstrap.auditlog.LogFiles;
import io.azimuth.bootstrap.auditlog.LogNotes;
import io.azimuth.bootstrap.auditlog.LogSource;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.command.client.session.ClientOptions;
import io.azimuth.bootstrap.command.client.session.ClientSession;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "find",
    sortOptions = false,
    description = {
      "Find records in the files of audit devices, also rotated and gzipped ones, in order of time.",
      "Each answer has a row; all options must match it. The server is not asked, except for the",
      "hash of an accessor or a token: the files have tokens, accessors and parameters only as",
      "hashes; names, paths, metadata and errors are in clear.",
      "Exit code 0: also when no record matches. 1: a file could not be read."
    })
final class AuditFindCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ClientContext context;
  private final UnaryOperator<Path> configured;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files, or directories with them; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description = "All files of the audit_directory of this configuration file.")
  private @Nullable Path config;

  @Mixin private AuditFilterOptions wanted = new AuditFilterOptions();
  @Mixin private AuditTokenOptions tokens;

  @Option(
      names = "--count-by",
      paramLabel = "FIELD",
      completionCandidates = Fields.class,
      description =
          "Print numbers instead: by reason, role, machine, principal, client, path or result.")
  private @Nullable String countBy;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what the server writes, also into the next file.")
  private boolean follow;

  @Mixin private ClientOptions options;

  /** The fields, for shells that complete the option. */
  static final class Fields implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return EntryCount.fields().iterator();
    }
  }

  AuditFindCommand(ClientContext context, UnaryOperator<Path> configured, Clock clock) {
    this.context = context;
    this.configured = configured;
    this.clock = clock;
    this.tokens = new AuditTokenOptions(context);
    this.options = new ClientOptions(context);
  }

  @Override
  public Integer call() {
    check();
    Instant now = clock.instant();
    List<EntryFilter> filters = new ArrayList<>(wanted.filters(now));
    ClientSession session = options.open();
    EntryOutput output = output(session);
    LogNotes notes = new LogNotes(context.console().err());
    filters.addAll(0, tokens.filters(session));
    List<LogSource> sources = sources(notes);
    try (AuditLog log = new AuditLog(sources, filters, wanted.end(now), notes, follow)) {
      boolean some = print(log, output);
      while (follow && !log.isEnded() && pause()) {
        some |= print(log, output);
      }
      notes.end();
      if (!some) {
        context.console().err().println("no record matches");
      }
    }
    return notes.isIncomplete() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void check() {
    if (files.isEmpty() && config == null) {
      throw wrong("name files of audit devices, or give --config");
    }
    if (follow && countBy != null) {
      throw wrong("--count-by needs an end, so it cannot be combined with --follow");
    }
    if (isPiped() && (follow || tokens.readsStandardInput())) {
      throw wrong("standard input can be read once, and not be followed");
    }
  }

  private boolean isPiped() {
    return files.contains(LogSource.STANDARD_INPUT);
  }

  private boolean print(AuditLog log, EntryOutput output) {
    PrintWriter out = context.console().out();
    boolean some = false;
    for (Optional<AuditEntry> entry = log.next();
        entry.isPresent() && !out.checkError();
        entry = log.next()) {
      output.accept(entry.get());
      some = true;
    }
    output.flush();
    return some;
  }

  // A reader that has ended, such as head, ends the command, too.
  private boolean pause() {
    try {
      context.pause().sleep(PAUSE);
      return !context.console().out().checkError();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private EntryOutput output(ClientSession session) {
    PrintWriter out = context.console().out();
    if (countBy != null) {
      return EntryCount.by(countBy, session.printer())
          .orElseThrow(
              () -> wrong("--count-by must be one of " + String.join(", ", EntryCount.fields())));
    }
    return switch (session.printer().format()) {
      case TABLE -> new EntryTable(out);
      case JSON -> new EntryLines(out);
      case YAML -> new EntryDocuments(out);
    };
  }

  private List<LogSource> sources(LogNotes notes) {
    List<Path> places = new ArrayList<>();
    Optional.ofNullable(config).map(configured).ifPresent(places::add);
    files.stream()
        .filter(name -> !name.equals(LogSource.STANDARD_INPUT))
        .map(this::path)
        .forEach(places::add);
    List<LogSource> sources = new ArrayList<>(LogFiles.in(places, notes));
    if (isPiped()) {
      sources.add(LogSource.standardInput(context.input().stream()));
    }
    return sources;
  }

  private Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw wrong("FILE is not the name of a file");
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
