package io.azimuth.application.system.policies;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The same policies at {@code sys/policy}, which older clients use. */
@Singleton
final class LegacyPolicyRoutes {

  private static final Field<String> RULES =
      Field.text("rules", "the same, as it was called once").oldNameOf(PolicyRoutes.POLICY);
  private static final String RULES_DEPRECATED = "'rules' is deprecated: send 'policy' instead";

  private static final List<Field<?>> WRITE =
      Stream.concat(PolicyRoutes.WRITE.stream(), Stream.of(RULES)).toList();

  private static final AnswerSchema NAMES =
      AnswerSchema.keys().with(AnswerField.texts("policies", "the same"));

  private final PolicyWrites writes;

  @Inject
  LegacyPolicyRoutes(PolicyWrites writes) {
    this.writes = writes;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "policy")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(NAMES)
            .handle(core(LegacyPolicyRoutes::list)),
        Route.on(Operation.LIST, "policy")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(NAMES)
            .handle(core(LegacyPolicyRoutes::list)),
        Route.on(Operation.READ, "policy/:name")
            .access(Access.AUTHORIZED)
            .rendering(Rendering.DATA_AT_ROOT)
            .captures(PolicyWrites.NAME, PolicyWrites.NAME_HELP)
            .answers(
                AnswerSchema.data(
                    AnswerField.text("name", "its name"), AnswerField.text("rules", "its rules")))
            .handle(core(LegacyPolicyRoutes::read)),
        Route.on(Operation.WRITE, "policy/:name")
            .access(Access.AUTHORIZED)
            .fields(WRITE)
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, "policy/:name")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(PolicyWrites::delete)));
  }

  private static Answer list(CoreCall call) {
    List<String> names = PolicyRoutes.names(call.work());
    return Answer.data(Value.Obj.builder().put("keys", names).put("policies", names).build());
  }

  private static Answer read(CoreCall call) {
    PolicyName name = PolicyWrites.name(call);
    return PolicyRoutes.text(call.work(), name)
        .map(text -> Value.Obj.builder().put("name", name.value()).put("rules", text).build())
        .map(Answer::data)
        .orElseGet(Answer.NotFound::new);
  }

  private Answer write(CoreCall call) {
    String policy = call.fields().value(PolicyRoutes.POLICY);
    String rules = call.fields().value(RULES);
    return policy.isEmpty() && !rules.isEmpty()
        ? writes.write(call, rules, List.of(RULES_DEPRECATED))
        : writes.write(call, policy, List.of());
  }
}
