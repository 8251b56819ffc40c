package io.azimuth.application.backend.sys;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Access;
import io.azimuth.application.route.Call;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Route;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** ACL policies (spec 2.7). */
@Singleton
public final class PolicyRoutes {

  private static final String NAME = "name";
  private static final Field<String> POLICY =
      Field.text("policy", "the rules, as text or base64 of it");

  @Inject
  PolicyRoutes() {}

  List<Route> routes() {
    return List.of(
        Route.on(Operation.LIST, "policies/acl")
            .access(Access.AUTHORIZED)
            .handle(PolicyRoutes::list),
        Route.on(Operation.READ, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .handle(PolicyRoutes::read),
        Route.on(Operation.WRITE, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .fields(POLICY)
            .handle(PolicyRoutes::write),
        Route.on(Operation.DELETE, "policies/acl/:name")
            .access(Access.AUTHORIZED)
            .handle(PolicyRoutes::delete));
  }

  private static Answer list(Call call) {
    List<String> names = new ArrayList<>(call.work().policies().names());
    names.add(PolicyName.ROOT.value());
    return Answer.keys(names);
  }

  private static Answer read(Call call) {
    PolicyName name = name(call);
    Optional<String> text =
        name.equals(PolicyName.ROOT) ? Optional.of("") : call.work().policies().find(name.value());
    return text.map(t -> show(name, t)).orElseGet(Answer.NotFound::new);
  }

  private static Answer show(PolicyName name, String text) {
    return Answer.data(Value.Obj.builder().put("name", name.value()).put("policy", text).build());
  }

  private static Answer write(Call call) {
    PolicyName name = name(call);
    if (name.reserved()) {
      throw RefusedException.invalid("cannot update \"" + name + "\" policy");
    }
    String text = decoded(call.fields().value(POLICY));
    if (text.isBlank()) {
      throw RefusedException.invalid("'policy' parameter not supplied or empty");
    }
    check(name, text);
    call.work().policies().put(name.value(), text);
    call.work().beginEpoch();
    boolean renamed = !name.value().equals(call.fields().captured(NAME));
    return Answer.done(renamed ? List.of("policy name was converted to " + name) : List.of());
  }

  private static void check(PolicyName name, String text) {
    try {
      AclPolicy.parse(name, text);
    } catch (InvalidPolicyException e) {
      throw RefusedException.invalid("failed to parse policy: " + e.getMessage());
    }
  }

  private static Answer delete(Call call) {
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

  // White space at the ends would be a second spelling of the path, which no deny of it sees.
  private static PolicyName name(Call call) {
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

  // No policy text is base64 by accident: it would need a space, a quote or a brace.
  private static String decoded(String sent) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sent.strip());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return sent;
    }
  }
}
