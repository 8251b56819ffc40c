package io.azimuth.application.system.policies;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.RouteCatalog;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.token.TokenAuthority;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.token.Accessor;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows which rule decides about a request: in one policy, or in all policies of a token. An
 * addition to Vault's API.
 */
@Singleton
final class PolicyExplainRoutes {

  private static final Field<String> ACCESSOR =
      Field.text("accessor", "the accessor of the token that is meant");

  /** The answer is about as large as the request and the policies. */
  private static final int MAX_BODY = 64 << 10;

  private final RouteCatalog catalog;
  private final MountTables tables;
  private final TokenAuthority authority;

  @Inject
  PolicyExplainRoutes(RouteCatalog catalog, MountTables tables, TokenAuthority authority) {
    this.catalog = catalog;
    this.tables = tables;
    this.authority = authority;
  }

  List<Route> routes() {
    List<Field<?>> ofToken = new ArrayList<>(HypotheticalRequest.FIELDS);
    ofToken.add(ACCESSOR);
    return List.of(
        Route.on(Operation.WRITE, "policies/acl/:name/explain")
            .access(Access.AUTHORIZED)
            .summary("Say which rule of a policy decides")
            .bodyLimit(MAX_BODY)
            .fields(HypotheticalRequest.FIELDS)
            .captures(PolicyWrites.NAME, PolicyWrites.NAME_HELP)
            .answers(
                AnswerSchema.data(AccessExplanation.SHOWN)
                    .with(
                        AnswerField.texts(
                            "templates_left_out", "rules with a template, which need a caller")))
            .handle(core(this::ofPolicy)),
        Route.on(Operation.WRITE, "internal/explain")
            .access(Access.SUDO)
            .summary("Say which rule of all policies of a token decides")
            .bodyLimit(MAX_BODY)
            .fields(ofToken)
            .answers(
                AnswerSchema.data(AccessExplanation.SHOWN)
                    .with(
                        AnswerField.texts("token_policies", "the policies of the token"),
                        AnswerField.texts("identity_policies", "those of its entity"),
                        AnswerField.text(
                            "bound_certificate", "the certificate that each use needs besides")))
            .handle(core(this::ofToken)));
  }

  // Templates need a caller, and there is none here: a rule with a template is shown as left out.
  private Answer ofPolicy(CoreCall call) {
    PolicyName name = PolicyWrites.name(call);
    HypotheticalRequest question = question(call);
    if (name.equals(PolicyName.ROOT)) {
      return answer(new AccessExplanation(question, Acl.root()).show(), List.of());
    }
    Optional<AclPolicy> policy =
        call.work().policies().find(name.value()).map(text -> AclPolicy.parse(name, text));
    return policy
        .map(
            found ->
                answer(
                    new AccessExplanation(question, Acl.of(List.of(found))).show(),
                    found.templatedPaths()))
        .orElseGet(Answer.NotFound::new);
  }

  private static Answer answer(Value.Builder shown, List<String> leftOut) {
    return Answer.data(shown.put("templates_left_out", leftOut).build());
  }

  private Answer ofToken(CoreCall call) {
    HypotheticalRequest question = question(call);
    String text = call.fields().value(ACCESSOR);
    if (text.isEmpty()) {
      throw RefusedException.invalid("missing accessor");
    }
    Credential credential =
        Accessor.parse(text)
            .flatMap(accessor -> authority.withAccessor(call.work(), accessor, call.now()))
            .orElseThrow(() -> RefusedException.invalid("invalid accessor"));
    Value.Builder shown =
        new AccessExplanation(question, authority.acl(call.work(), credential)).show();
    return Answer.data(
        shown
            .put("token_policies", credential.token().rights().policies())
            .put("identity_policies", authority.identityPolicies(call.work(), credential.entity()))
            .putIfPresent(
                "bound_certificate",
                credential.token().rights().boundCertificate().map(CertificateDigest::text))
            .build());
  }

  private HypotheticalRequest question(CoreCall call) {
    return HypotheticalRequest.of(call.fields(), catalog, tables.of(call.work()));
  }
}
