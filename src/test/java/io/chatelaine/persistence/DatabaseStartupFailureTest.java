package io.chatelaine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseStartupFailureTest {
    private final Throwable refused =
            new IllegalStateException("hidden", new SQLException("link", new ConnectException("Connection refused")));

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example.com:3306/chatelaine?password=secret,db.example.com:3306",
        "jdbc:mysql://db.example.com?password=secret,db.example.com",
        "jdbc:mysql://root:secret@db.example.com:3306/keys,db.example.com:3306",
        "jdbc:mysql://[::1]:3306/keys,[::1]:3306",
    })
    void hostAndDeepestCauseAreToldAndNothingElseOfTheUrl(String url, String place) {
        assertThat(DatabaseStartupFailure.line(url, refused))
                .isEqualTo("the database at " + place + " cannot be used: Connection refused");
    }

    @Test
    void causeAloneIsToldWhereTheUrlIsNotKnown() {
        assertThat(DatabaseStartupFailure.line(null, refused))
                .isEqualTo("the database cannot be used: Connection refused");
        assertThat(DatabaseStartupFailure.line("keys", new SQLException("Access denied\n\nat length")))
                .isEqualTo("the database cannot be used: Access denied at length");
        assertThat(DatabaseStartupFailure.line(null, new SQLException())).endsWith("cannot be used: SQLException");
    }
}
