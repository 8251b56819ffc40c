package io.azimuth.application.system.policies;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.hcl.Position;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.lint.PolicyLint;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Writes and deletes ACL policies, for both of their paths. */
@Singleton
final class PolicyWrites {

  /** The name of the capture in the paths of policies. */
  static final String NAME = "name";

  /** The description of it. */
  static final String NAME_HELP = "The name of the policy.";

  private final MountTables tables;
  private final RouteCatalog catalog;

  @Inject
  PolicyWrites(MountTables tables, RouteCatalog catalog) {
    this.tables = tables;
    this.catalog = catalog;
  }

  /** Stages the policy in the path. The warnings name rules that are probably mistakes. */
  Answer write(CoreCall call, String sent, List<String> warnings) {
    PolicyName name = name(call);
    if (name.reserved()) {
      throw RefusedException.invalid("cannot update \"" + name + "\" policy");
    }
    String text = decoded(sent);
    if (text.isBlank()) {
      throw RefusedException.invalid("'policy' parameter not supplied or empty");
    }
    List<Position> runOn = new ArrayList<>();
    AclPolicy policy = parse(name, text, runOn::add);
    call.work().policies().put(name.value(), text);
    call.work().beginEpoch();
    List<String> all = new ArrayList<>(warnings);
    if (!name.value().equals(call.fields().captured(NAME))) {
      all.add("policy name was converted to " + name);
    }
    PolicyLint.lostLines(runOn).ifPresent(all::add);
    all.addAll(PolicyLint.warnings(policy, catalog.served(tables.of(call.work()))));
    return Answer.done(all);
  }

  private static AclPolicy parse(PolicyName name, String text, Consumer<Position> runOn) {
    try {
      return AclPolicy.parse(name, text, runOn);
    } catch (InvalidPolicyException e) {
      throw RefusedException.invalid("failed to parse policy: " + e.getMessage());
    }
  }

  /** Stages the removal of the policy in the path. */
  static Answer delete(CoreCall call) {
    PolicyName name = name(call);
    if (name.equals(PolicyName.DEFAULT)) {
      throw RefusedException.invalid("cannot delete default policy");
    }
    if (name.reserved()) {
      throw RefusedException.invalid("cannot delete \"" + name + "\" policy");
    }
    call.work().policies().remove(name.value());
    call.work().beginEpoch();
    return new Answer.Empty();
  }

  /**
   * The name in the path. White space at its ends is refused: it would be a second spelling of that
   * path.
   */
  static PolicyName name(CoreCall call) {
    String sent = call.fields().captured(NAME);
    try {
      if (sent.equals(sent.strip())) {
        return new PolicyName(sent);
      }
    } catch (InvalidPolicyException e) {
      // the same answer as for white space
    }
    throw RefusedException.invalid(
        "invalid policy name: 1 to 128 printable characters, no white space at the ends");
  }

  // A policy text is never base64 by accident: it needs a space, a quote or a brace.
  private static String decoded(String sent) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sent.strip());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return sent;
    }
  }
}
