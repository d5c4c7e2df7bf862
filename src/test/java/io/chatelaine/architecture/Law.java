package io.chatelaine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.logging.TimerRun;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Schedule;
import jakarta.persistence.EntityManager;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.HttpMethod;
import java.sql.Statement;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The dependency rules of the packages, and bans for all classes. Each rule is built for a root package, so a test can
 * show that it fails for classes that break it.
 */
final class Law {
    /** Each package, and the other packages of Chatelaine that it may use. */
    static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("key", List.of()),
            Map.entry("logging", List.of()),
            Map.entry("restriction", List.of("key")),
            Map.entry("config", List.of("key", "restriction", "logging")),
            Map.entry("database", List.of()),
            Map.entry("persistence", List.of("key", "restriction", "config", "database", "logging")),
            Map.entry("audit", List.of("key", "config", "database", "logging")),
            Map.entry("request", List.of("key", "restriction", "config", "database", "audit")),
            Map.entry("change", List.of("request", "audit", "config", "database", "key", "logging")),
            Map.entry("quota", List.of("config", "database", "logging")),
            Map.entry("usage", List.of("request", "database", "key", "config", "logging")),
            Map.entry("account", List.of("change", "request", "audit", "database", "key", "config")),
            Map.entry(
                    "management",
                    List.of(
                            "account",
                            "change",
                            "request",
                            "audit",
                            "usage",
                            "database",
                            "key",
                            "restriction",
                            "config",
                            "logging")),
            Map.entry(
                    "verification",
                    List.of("audit", "quota", "usage", "database", "key", "restriction", "config", "logging")),
            Map.entry("problem", List.of("config", "key")),
            Map.entry(
                    "security",
                    List.of(
                            "verification",
                            "quota",
                            "usage",
                            "audit",
                            "problem",
                            "key",
                            "restriction",
                            "config",
                            "logging")),
            Map.entry("gateway", List.of("security", "verification", "problem", "key", "config", "logging")),
            Map.entry(
                    "api",
                    List.of(
                            "security",
                            "management",
                            "account",
                            "usage",
                            "audit",
                            "change",
                            "request",
                            "problem",
                            "database",
                            "restriction",
                            "key",
                            "config",
                            "logging")));

    private static final List<String> BELOW_SECURITY = List.of(
            "key",
            "logging",
            "restriction",
            "config",
            "database",
            "persistence",
            "audit",
            "request",
            "change",
            "quota",
            "usage",
            "account",
            "management",
            "verification");

    private static final Set<String> HOLD_A_PLAINTEXT_KEY = Set.of(
            "management.KeyIssue",
            "management.IssuedKey",
            "management.ApiKey",
            "management.bootstrap.AdminKeyFile",
            "management.bootstrap.AdminKeyIssue",
            "api.keys.IssuedKeyResponse");

    private static final Set<String> READ_THE_SETTINGS =
            Set.of("security.RequestState", "verification.KnownFormats", "management.bootstrap.FirstAdminKey");

    /** The packages of the embedded jar: see its includes in the pom. */
    static final List<String> EMBEDDED = List.of(
            "audit",
            "config",
            "database",
            "key",
            "logging",
            "problem",
            "quota",
            "request",
            "restriction",
            "security",
            "usage",
            "verification");

    /** Classes that read the time before a change, or outside of one. */
    private static final Set<String> BEFORE_A_CHANGE = Set.of("KeyManagement", "KeyQueries", "IdempotencySweep");

    private final String root;

    Law(String root) {
        this.root = root;
    }

    private String[] rooms(List<String> names) {
        return names.stream().map(this::room).toArray(String[]::new);
    }

    private String room(String name) {
        return root + '.' + name + "..";
    }

    ArchRule everyClassHasARoom() {
        return classes()
                .should()
                .resideInAnyPackage(rooms(List.copyOf(ROOMS.keySet())))
                .because("no rule applies to a package that is not named here");
    }

    ArchRule aRoomKnowsOnly(String name) {
        List<String> known = Stream.concat(Stream.of(name), ROOMS.getOrDefault(name, List.of()).stream())
                .toList();
        return classes()
                .that()
                .resideInAPackage(room(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(root + "..").or(resideInAnyPackage(rooms(known))))
                .because(name + " may use " + ROOMS.get(name)
                        + ": a package that another program embeds must not bring all others with it");
    }

    ArchRule thereAreNoCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package in a cycle cannot be read or tested alone");
    }

    ArchRule httpStaysAtTheDoor() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(BELOW_SECURITY))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..")
                .because("the result of verifying a key must not depend on HTTP: not every caller uses it");
    }

    ArchRule onlyConfigReadsTheConfiguration() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room("config"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.config..")
                .because("a setting that is read past the snapshot is neither checked nor consistent with others");
    }

    ArchRule nobodyAsksTheNodesClock() {
        return noClasses()
                .should()
                .callMethodWhere(describe("is the node's own clock", Law::isTheNodesClock))
                .orShould()
                .callConstructor(Date.class)
                .because("the database's clock decides an expiry: the clocks of two nodes differ");
    }

    private static boolean isTheNodesClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getName();
        return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.util.Calendar") && name.equals("getInstance"));
    }

    ArchRule fewHoldAPlaintextKey() {
        return noClasses()
                .that(describe("may not hold a plaintext key", this::mayNotHoldAPlaintextKey))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PlaintextKey.class)
                .because("only classes that make, verify or return a plaintext key may hold it: fewer can leak it");
    }

    private boolean mayNotHoldAPlaintextKey(JavaClass type) {
        String inside = type.getFullName().substring(root.length() + 1);
        return !inside.startsWith("key.")
                && !inside.startsWith("verification.")
                && !HOLD_A_PLAINTEXT_KEY.contains(inside);
    }

    ArchRule everyResourceMethodNamesItsRoles() {
        return methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .andShould()
                .bePublic()
                .because("a method without roles is open to every key");
    }

    ArchRule nobodyPermitsAll() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PermitAll.class)
                .because("Payara calls the mechanism twice for it; no resource is public by annotation");
    }

    ArchRule theDatabaseIsNotAtTheDoor() {
        DescribedPredicate<JavaClass> database = describe(
                "reach the database",
                type -> type.isAssignableTo(EntityManager.class) || type.isAssignableTo(DataSource.class));
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(List.of("api", "gateway", "security", "problem")))
                .should()
                .dependOnClassesThat(database)
                .because("the packages below them decide what a request may read or change");
    }

    ArchRule aRequestReadsTheSettingsOnce() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(
                        List.of("verification", "problem", "security", "gateway", "account", "management", "api")))
                .and(describe("do not hold the settings of a request, or reload by a timer", this::mustUseTheRequests))
                .should()
                .callMethod(SettingsSnapshot.class, "current")
                .because("a change of settings while a request is in flight would mix two sets");
    }

    private boolean mustUseTheRequests(JavaClass type) {
        return !READ_THE_SETTINGS.contains(type.getFullName().substring(root.length() + 1));
    }

    ArchRule aRequestHasOneAttribute() {
        return noClasses()
                .that(describe(
                        "are not the state of a request",
                        type -> !type.getFullName().equals(root + ".problem.ProblemContext")))
                .should()
                .callMethodWhere(describe(
                        "sets an attribute of a request",
                        call -> call.getName().equals("setAttribute")
                                && call.getTargetOwner().isAssignableTo(ServletRequest.class)))
                .because("a value in an attribute of its own is invisible to all who read the state of the request");
    }

    ArchRule onlyChangeOpensTransactions() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room("change"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ejb.Stateless")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.chatelaine.change.ChangeRecorder")
                .because("a write that bypasses ChangeTransaction has no recheck of its caller, no audit and no epoch");
    }

    ArchRule anEntityManagerHasItsRooms() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms(List.of("persistence", "change", "account", "management")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .because("a program that embeds the other packages has no persistence unit of Chatelaine");
    }

    ArchRule aStatementHasItsRooms() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms(List.of("database", "persistence", "audit", "quota", "usage", "verification")))
                .and()
                .haveSimpleNameNotEndingWith("Sweep")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DataSource.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Statement.class)
                .because("a change that took a second connection could wait for one while it holds another");
    }

    /** {@code DatabaseClock.now()} takes a connection of the pool. Before a change that is right, inside it is not. */
    ArchRule aChangeReadsTheTimeOfItsOwnConnection() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(List.of("change", "account", "management")))
                .and(describe("are no use case and no sweep", type -> !BEFORE_A_CHANGE.contains(type.getSimpleName())))
                .should()
                .callMethod(DatabaseClock.class, "now")
                .because("a change that took a second connection could wait for one while it holds another");
    }

    ArchRule theEmbeddedPackagesAreClosed() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(EMBEDDED))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(not(resideInAnyPackage(rooms(EMBEDDED)))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .because("the embedded jar has these packages and no other, and no persistence unit");
    }

    ArchRule noNameHasMoreThanFourMethods() {
        return classes()
                .should(new ArchCondition<>("have at most four methods of one name") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getMethods().stream()
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .collect(Collectors.groupingBy(JavaMethod::getName, Collectors.counting()))
                                .forEach((name, count) -> events.add(new SimpleConditionEvent(
                                        type, count <= 4, type.getFullName() + '.' + name + ": " + count)));
                    }
                })
                .because("a reader cannot tell more of them apart");
    }

    ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Impl|Utils?|Helper|Dto|DTO)")
                .because("these names do not say what the class does");
    }

    ArchRule everyTimerLogsWhatItsWorkThrows() {
        return methods()
                .that()
                .areAnnotatedWith(Schedule.class)
                .should(new ArchCondition<>("call TimerRun.of") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean calls = method.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(TimerRun.class));
                        events.add(new SimpleConditionEvent(method, calls, method.getFullName()));
                    }
                })
                .because("a container that sees a timer fail twice never calls it again");
    }

    ArchRule nobodyWritesToTheTerminal() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because("a log has levels and a known place, and a key on a terminal would be seen");
    }
}
