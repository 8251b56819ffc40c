package io.azimuth.azure.roletest;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.login.BindingCheckName;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the blocks {@code case}. */
final class CaseReader {

  private static final int MAX_PATHS = 200;

  private static final List<String> OF_GRANTED =
      List.of("policies", "metadata", "alias", "ttl", "token_type", "token_bound_to", "path");
  private static final List<String> OF_REFUSED = List.of("reason", "check");
  private static final List<String> OF_ALL =
      List.of("machine", "role", "login", "address", "expect");
  private static final List<String> KEYS =
      Stream.of(OF_ALL, OF_GRANTED, OF_REFUSED).flatMap(List::stream).toList();

  /** What a case does not send itself. */
  private static final List<String> OF_MACHINE = List.of("role", "jwt", "attestation");

  private static final List<String> PATH = List.of("allowed", "denied", "rule");
  private static final List<String> REASONS =
      Stream.concat(
              Stream.of(DenialReason.values()).map(DenialReason::code),
              Stream.of(BindingDenial.values()).map(BindingDenial::code))
          .distinct()
          .toList();
  private static final List<String> CHECKS =
      Stream.concat(
              Stream.of(CheckName.values()).map(CheckName::code),
              Stream.of(BindingCheckName.values()).map(BindingCheckName::code))
          .distinct()
          .toList();
  private static final List<String> CAPABILITIES =
      Stream.of(Capability.values())
          .filter(it -> it != Capability.DENY)
          .map(Capability::wireName)
          .toList();
  private static final List<String> TYPES = List.of("service", "batch");
  private static final List<String> BOUND_TO =
      List.of(CaseJudgement.CERTIFICATE, CaseJudgement.NOTHING);

  private final Map<String, Machine> machines;
  private final Collection<String> roles;
  private final List<String> fields;

  /**
   * A reader of cases.
   *
   * @param fields the parameters of a login
   */
  CaseReader(Map<String, Machine> machines, Collection<String> roles, List<String> fields) {
    this.machines = Map.copyOf(machines);
    this.roles = List.copyOf(roles);
    this.fields = fields.stream().filter(name -> !OF_MACHINE.contains(name)).toList();
  }

  Optional<LoginCase> read(FileBlock block) {
    block.allowOnly(KEYS);
    Optional<Machine> machine =
        required(block, "machine", machines.keySet()).map(name -> machines.get(name));
    Optional<String> role = required(block, "role", roles);
    Optional<LoginVerdict> verdict =
        required(block, "expect", LoginVerdict.expectable()).flatMap(LoginVerdict::ofWord);
    if (machine.isEmpty() || role.isEmpty() || verdict.isEmpty()) {
      return Optional.empty();
    }
    misplaced(block, verdict.get());
    InetAddress address =
        block
            .parsed("address", AzureReader::address, "an IP address")
            .orElseGet(machine.get()::address);
    return Optional.of(
        new LoginCase(
            block.label(),
            block.line(),
            machine.get(),
            address,
            login(block, role.get()),
            expectation(block, verdict.get())));
  }

  private static Optional<String> required(FileBlock block, String key, Collection<String> known) {
    if (!block.has(key)) {
      block.problems().add(block.line(), "the case lacks " + Quoted.of(key));
    }
    return block.word(key, known);
  }

  private static void misplaced(FileBlock block, LoginVerdict verdict) {
    List<String> wrong =
        switch (verdict) {
          case GRANTED -> OF_REFUSED;
          case REFUSED -> OF_GRANTED;
          case INVALID, UNDECIDED -> KEYS.stream().filter(key -> !OF_ALL.contains(key)).toList();
        };
    wrong.stream()
        .filter(block::has)
        .forEach(
            key ->
                block.problem(
                    key, Quoted.of(key) + " says nothing about a login that is " + verdict.word()));
  }

  private Value.Obj login(FileBlock block, String role) {
    Value.Builder login = Value.Obj.builder().put("role", role);
    block
        .nested("login")
        .ifPresent(
            sent -> {
              sent.allowOnly(fields);
              fields.forEach(name -> sent.text(name).ifPresent(text -> login.put(name, text)));
            });
    return login.build();
  }

  private static LoginExpectation expectation(FileBlock block, LoginVerdict verdict) {
    List<PathExpectation> paths = new ArrayList<>();
    block.labelled("path").forEach(path -> paths.add(path(path)));
    if (paths.size() > MAX_PATHS) {
      block.problems().add(block.line(), "a case has at most " + MAX_PATHS + " paths");
    }
    return new LoginExpectation(
        verdict,
        block.words("reason", REASONS),
        block.words("check", CHECKS),
        new LoginExpectation.Token(
            block.texts("policies"),
            metadata(block),
            block.text("alias"),
            block.duration("ttl"),
            block.word("token_type", TYPES),
            block.word("token_bound_to", BOUND_TO)),
        paths);
  }

  private static Map<String, String> metadata(FileBlock block) {
    Map<String, String> metadata = new HashMap<>();
    block
        .nested("metadata")
        .ifPresent(
            table ->
                table
                    .body()
                    .items()
                    .forEach(
                        item ->
                            table
                                .text(item.name())
                                .ifPresent(it -> metadata.put(item.name(), it))));
    return metadata;
  }

  private static PathExpectation path(FileBlock block) {
    block.allowOnly(PATH);
    String path = block.label();
    if (!Acl.isRequestPath(path) || path.startsWith("/") || path.startsWith("v1/")) {
      block
          .problems()
          .add(
              block.line(),
              Quoted.of(path)
                  + " is not the path of a request: write it without /v1/, such as"
                  + " secret/data/web/db");
    }
    List<Capability> allowed = capabilities(block, "allowed");
    List<Capability> denied = capabilities(block, "denied");
    if (!block.has("allowed") && !block.has("denied")) {
      block.problems().add(block.line(), "the path lacks \"allowed\" or \"denied\"");
    }
    return new PathExpectation(path, allowed, denied, block.text("rule"));
  }

  private static List<Capability> capabilities(FileBlock block, String key) {
    return block.words(key, CAPABILITIES).stream()
        .flatMap(word -> Capability.ofWord(word).stream())
        .toList();
  }
}
