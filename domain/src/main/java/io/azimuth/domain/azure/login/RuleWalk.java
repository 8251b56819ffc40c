package io.azimuth.domain.azure.login;

import io.azimuth.domain.azure.evidence.ResourceAnswer;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.evaluation.LoginAlias;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.login.LoginCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A login with the outcomes of the rules that were evaluated so far.
 *
 * @param login the context of the next rule
 * @param outcomes the outcomes in the order of evaluation, without those that stayed open
 */
record RuleWalk(LoginContext login, List<RuleOutcome> outcomes) {

  RuleWalk {
    outcomes = List.copyOf(outcomes);
  }

  static RuleWalk start(LoginContext login) {
    return new RuleWalk(login, List.of());
  }

  RuleWalk answeredBy(ResourceAnswer answer) {
    return new RuleWalk(login.withAnswer(answer), outcomes);
  }

  RuleWalk withInstance(ResourceAnswer answer) {
    return new RuleWalk(login.withInstance(answer), outcomes);
  }

  /** Evaluates the rules in their order, except those whose check was made before. */
  RuleWalk along(List<LoginRule> rules) {
    LoginContext context = login;
    List<RuleOutcome> made = new ArrayList<>(outcomes);
    for (LoginRule rule : rules) {
      if (!has(rule.check())) {
        RuleOutcome outcome = rule.evaluate(context);
        context = context.after(outcome);
        outcome.check().ifPresent(check -> made.add(outcome));
      }
    }
    return new RuleWalk(context, made);
  }

  /** The checks that were made. */
  List<LoginCheck> checks() {
    return each(RuleOutcome::check);
  }

  /** The checks that were made, then every other check of the policy as skipped. */
  List<LoginCheck> allChecks(String whyNotMade) {
    List<LoginCheck> all = checks();
    for (CheckName name : CheckName.values()) {
      if (name.isOfPolicy() && !has(name)) {
        all.add(LoginCheck.skipped(name, whyNotMade));
      }
    }
    return all;
  }

  List<Denial> denials() {
    return each(RuleOutcome::denial);
  }

  Optional<LoginAlias> alias() {
    return each(RuleOutcome::alias).stream().findFirst();
  }

  // Loops, because streams of streams were a seventh of what a login allocates.
  private <T> List<T> each(Function<RuleOutcome, Optional<T>> part) {
    List<T> all = new ArrayList<>(outcomes.size());
    for (RuleOutcome outcome : outcomes) {
      part.apply(outcome).ifPresent(all::add);
    }
    return all;
  }

  private boolean has(CheckName name) {
    for (RuleOutcome outcome : outcomes) {
      if (outcome.check().filter(check -> check.name() == name).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
