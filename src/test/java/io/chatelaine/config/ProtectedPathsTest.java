package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedPathsTest {
    private static final ProtectedPaths SOME = new ProtectedPaths(List.of("/orders/*", "/v1/report"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "/orders/",
                "/orders/7",
                "/orders/7/lines",
                "/ORDERS/7",
                "//orders/7",
                "/./orders/7",
                "/open/../orders/7",
                "/../orders/7",
                "/orders;a=b/7",
                "/;x/orders/7",
                "\\orders\\7",
                "orders/7",
                "/v1/report",
                "/v1/report/",
                "/v1//report",
                "/v1/report;x=1",
            })
    void coversEveryWayToWriteAPath(String path) {
        assertThat(SOME.cover(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/order",
                "/ordersof",
                "/orders.html",
                "/open/orders",
                "/v1",
                "/v1/reports",
                "/v1/report/1"
            })
    void doesNotCoverOtherPaths(String path) {
        assertThat(SOME.cover(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/x", "//", "/../..", "/;a"})
    void allIsAll(String path) {
        assertThat(new ProtectedPaths(List.of("/*")).cover(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/a", "/a/*", "/a/b-c_d~e.f", "/A1/*"})
    void isAPattern(String pattern) {
        assertThat(ProtectedPaths.isPattern(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a", "*", "/a*", "/*/a", "/a/", "//a", "/a//b", "/.a", "/../a", "/a;b", "/a%20", "/a?b", "/ä"
            })
    void isNotAPattern(String pattern) {
        assertThat(ProtectedPaths.isPattern(pattern)).isFalse();
    }
}
