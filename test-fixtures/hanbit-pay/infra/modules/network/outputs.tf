output "private_subnet_ids" {
  value = [for subnet in aws_subnet.private : subnet.id]
}

output "database_security_group_id" {
  value = aws_security_group.database.id
}
