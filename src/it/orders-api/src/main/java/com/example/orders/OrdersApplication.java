package com.example.orders;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application, and the roles that its resources ask for: scopes of a key, its environment, its tier. */
@ApplicationPath("/")
@DeclareRoles({"key", "environments:read", "storage:write", "env:live", "env:test", "tier:partner"})
public class OrdersApplication extends Application {}
