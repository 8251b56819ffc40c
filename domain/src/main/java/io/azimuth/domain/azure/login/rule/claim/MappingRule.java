package io.azimuth.domain.azure.login.rule.claim;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.LoginMapping;
import java.util.List;

/**
 * What the role maps to metadata can be metadata. It stays open while it reads tags that Azure has
 * not returned yet. The caller does not learn which tags the role maps, nor their values.
 */
public final class MappingRule extends LoginRule {

  /** The rule. */
  public MappingRule() {
    super(CheckName.MAPPING);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    LoginMapping mapping = login.bindings().mapping();
    if (mapping.isEmpty()) {
      return skipped("the role maps no claims and no tags");
    }
    if (!mapping.tags().isEmpty() && login.asksAzure() && login.facts().isEmpty()) {
      return RuleOutcome.OPEN;
    }
    ResourceTags tags = login.facts().map(ResourceFacts::tags).orElse(ResourceTags.NONE);
    List<String> unusable = mapping.unusable(login.claims(), tags);
    return unusable.isEmpty()
        ? passed("", String.join(", ", mapping.metadata(login.claims(), tags).keySet()))
        : failed(
            DenialReason.MAPPING_UNUSABLE,
            "texts, numbers or flags of at most 512 bytes",
            String.join(", ", unusable),
            "");
  }
}
