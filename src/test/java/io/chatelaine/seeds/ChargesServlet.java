package io.chatelaine.seeds;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The charges of seed 003: each POST makes one, and the response contains their number. */
@WebServlet(name = "seed-charges", urlPatterns = "/v1/charges")
public class ChargesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:comp/DefaultDataSource")
    transient DataSource source;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, "CREATE TABLE IF NOT EXISTS charge (cents INT NOT NULL)");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, "INSERT INTO charge (cents) VALUES (999)");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String sql)
            throws ServletException, IOException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM charge")) {
                row.next();
                Answers.write(request, response, 200, Answers.object().put("charges", row.getInt(1)));
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
