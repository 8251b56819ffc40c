package io.azimuth.application.system.policies;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ACL policies at {@code sys/policies/acl}. */
@Singleton
final class PolicyRoutes {

  static final Field<String> POLICY = Field.text("policy", "the rules, as text or base64 of it");

  private static final String NO_END = "a policy holds until it is changed or deleted";
  private static final String NO_VERSIONS = "policies have no versions: the last write holds";
  private static final String PLAIN_TEMPLATES =
      "a value of a template never holds a slash or a wildcard, so that it names one segment";

  /** The parameters of a write. Those of OpenBao that limit a policy are refused. */
  static final List<Field<?>> WRITE =
      List.of(
          POLICY,
          Field.text("expiration", "when the policy ends").refused(NO_END),
          Field.duration("ttl", Duration.ZERO, "how long the policy holds").refused(NO_END),
          Field.text("cas", "the version that this one is to follow").refused(NO_VERSIONS),
          Field.flag("cas_required", false, "whether each write must name the version it follows")
              .refused(NO_VERSIONS),
          Field.flag("allow_slashes_in_identity_templates", false, "in values of templates")
              .refused(PLAIN_TEMPLATES),
          Field.flag("allow_wildcards_in_identity_templates", false, "in values of templates")
              .refused(PLAIN_TEMPLATES));

  private final PolicyWrites writes;

  @Inject
  PolicyRoutes(PolicyWrites writes) {
    this.writes = writes;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "policies/acl")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(call -> Answer.keys(names(call.work())))),
        Route.on(Operation.READ, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .captures(PolicyWrites.NAME, PolicyWrites.NAME_HELP)
            .answers(
                AnswerSchema.data(
                    AnswerField.text("name", "its name"), AnswerField.text("policy", "its rules")))
            .handle(core(PolicyRoutes::read)),
        Route.on(Operation.WRITE, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .fields(WRITE)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> writes.write(call, call.fields().value(POLICY), List.of()))),
        Route.on(Operation.DELETE, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(PolicyWrites::delete)));
  }

  /** The names of all policies, {@code root} last. */
  static List<String> names(UnitOfWork work) {
    List<String> names = new ArrayList<>(work.policies().names());
    names.add(PolicyName.ROOT.value());
    return names;
  }

  /** The text of a policy, as it was written; that of {@code root} is empty. */
  static Optional<String> text(UnitOfWork work, PolicyName name) {
    return name.equals(PolicyName.ROOT) ? Optional.of("") : work.policies().find(name.value());
  }

  private static Answer read(CoreCall call) {
    PolicyName name = PolicyWrites.name(call);
    return text(call.work(), name).map(t -> show(name, t)).orElseGet(Answer.NotFound::new);
  }

  private static Answer show(PolicyName name, String text) {
    return Answer.data(Value.Obj.builder().put("name", name.value()).put("policy", text).build());
  }
}
