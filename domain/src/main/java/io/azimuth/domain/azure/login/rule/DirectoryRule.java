package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/** Azure returns the resource. */
final class DirectoryRule extends LoginRule {

  DirectoryRule() {
    super(CheckName.DIRECTORY);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (login.resource().isEmpty() || login.answer().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    return judge(login.resource().get(), login.answer().get());
  }

  private RuleOutcome judge(LoginResource resource, ResourceAnswer answer) {
    String id = resource.id().text();
    return switch (answer.kind()) {
      case FOUND -> passed(id, answer.facts().map(facts -> facts.id().text()).orElseThrow());
      case ABSENT -> failed(DenialReason.RESOURCE_NOT_FOUND, "an existing resource", id);
      case FORBIDDEN ->
          failed(
              DenialReason.DIRECTORY_FORBIDDEN,
              answer.right().isEmpty() ? "a resource that may be read" : answer.right(),
              id);
    };
  }
}
