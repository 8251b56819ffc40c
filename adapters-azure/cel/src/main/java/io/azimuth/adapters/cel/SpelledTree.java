package io.azimuth.adapters.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionSpelling;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An expression whose texts in quotes are in the spelling of the members that they are compared
 * with: {@code resource.type == 'Microsoft.Compute/virtualMachines'} compares with the type in
 * lower case, and its negation does not hold for every login.
 */
final class SpelledTree {

  /** The functions that compare texts with one another. */
  private static final Set<String> COMPARE =
      Set.of(
          "_==_",
          "_!=_",
          "_<_",
          "_<=_",
          "_>_",
          "_>=_",
          "@in",
          "startsWith",
          "endsWith",
          "contains",
          MemberTexts.INDEX);

  private static final String MIXED =
      " is compared with members in lower case and with others: compare them apart";

  private final ExpressionSchema schema;
  private final Map<Long, String> texts = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final CelExpr tree;

  private SpelledTree(CelExpr tree, ExpressionSchema schema) {
    this.schema = schema;
    this.tree = spelled(tree);
  }

  static SpelledTree of(CelExpr tree, ExpressionSchema schema) {
    return new SpelledTree(tree, schema);
  }

  /** The tree, with the ids of the nodes as they were. */
  CelExpr tree() {
    return tree;
  }

  /** Which texts have no one spelling; empty when all have. */
  List<String> problems() {
    return problems;
  }

  private CelExpr spelled(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT ->
          texts.containsKey(node.id())
              ? CelExpr.ofConstant(node.id(), CelConstant.ofValue(texts.get(node.id())))
              : node;
      case SELECT -> select(node);
      case LIST ->
          CelExpr.ofList(node.id(), all(node.list().elements()), node.list().optionalIndices());
      case CALL -> call(node);
      default -> node;
    };
  }

  private ImmutableList<CelExpr> all(List<CelExpr> nodes) {
    return nodes.stream().map(this::spelled).collect(ImmutableList.toImmutableList());
  }

  private CelExpr select(CelExpr node) {
    CelExpr.CelSelect select = node.select();
    CelExpr operand = select.operand();
    if (!MemberTexts.isPairs(operand, schema)) {
      return CelExpr.ofSelect(node.id(), spelled(operand), select.field(), select.testOnly());
    }
    String name = one(MemberTexts.of(Stream.of(operand), schema).spellings(), select.field());
    return CelExpr.ofSelect(node.id(), spelled(operand), name, select.testOnly());
  }

  private CelExpr call(CelExpr node) {
    CelExpr.CelCall call = node.call();
    if (COMPARE.contains(call.function())) {
      MemberTexts compared = MemberTexts.of(MemberTexts.parts(call), schema);
      compared.quoted().forEach(text -> spell(text, it -> one(compared.spellings(), it)));
    } else if (call.function().equals("matches")) {
      MemberTexts matched = MemberTexts.of(MemberTexts.parts(call).limit(1), schema);
      CelExpr pattern = call.args().get(call.args().size() - 1);
      spell(pattern, it -> pattern(matched.spellings(), it));
    }
    return CelExpr.ofCall(
        node.id(), call.target().map(this::spelled), call.function(), all(call.args()));
  }

  private void spell(CelExpr text, UnaryOperator<String> spelling) {
    MemberTexts.quoted(text).ifPresent(it -> texts.put(text.id(), spelling.apply(it)));
  }

  private String one(Set<ExpressionSpelling> spellings, String text) {
    List<String> spelled = spellings.stream().map(it -> it.of(text)).distinct().toList();
    if (spelled.size() > 1) {
      problems.add(Quoted.of(text) + MIXED);
    }
    return spelled.size() == 1 ? spelled.get(0) : text;
  }

  private String pattern(Set<ExpressionSpelling> spellings, String pattern) {
    if (spellings.isEmpty() || spellings.equals(Set.of(ExpressionSpelling.AS_IS))) {
      return pattern;
    }
    Optional<String> folded = FoldedPattern.of(pattern);
    if (folded.isEmpty()) {
      problems.add(
          "the pattern "
              + Quoted.of(pattern)
              + " has a range from a capital letter to another character, beside a member in lower"
              + " case: write it in lower case");
    } else if (spellings.contains(ExpressionSpelling.AS_IS) && !folded.get().equals(pattern)) {
      problems.add("the pattern " + Quoted.of(pattern) + MIXED);
    }
    return folded.orElse(pattern);
  }
}
